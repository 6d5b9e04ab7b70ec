import {
  recommendedSets,
  type AccessConfiguration,
  type AccessConfigurationInput,
} from '../access-configurations.js';

/** The form as texts, just as typed: what was wrong is shown again unchanged. */
export interface AccessFormValues {
  readonly name: string;
  readonly general: string;
  readonly settings: string;
  readonly transactionProcessing: string;
  readonly checkoutIntegration: boolean;
  /** One URL on each line. */
  readonly checkoutUrls: string;
}

/** A new entry starts with the least access. */
export const emptyValues: AccessFormValues = {
  name: '',
  general: 'No access',
  settings: 'No access',
  transactionProcessing: 'None',
  checkoutIntegration: false,
  checkoutUrls: '',
};

export function valuesOf(configuration: AccessConfiguration): AccessFormValues {
  return { ...configuration, checkoutUrls: configuration.checkoutUrls.join('\n') };
}

/** Reads a posted form; whatever is missing or not a text is empty. */
export function valuesFromBody(body: unknown): AccessFormValues {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  const values = {
    name: text('name'),
    general: text('general'),
    settings: text('settings'),
    transactionProcessing: text('transactionProcessing'),
    checkoutIntegration: text('checkoutIntegration') !== '',
    checkoutUrls: text('checkoutUrls'),
  };
  return values;
}

/** The recommended set whose button sent the form, if one did. */
export function recommendedIn(body: unknown): (typeof recommendedSets)[number] | undefined {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return typeof fields['recommended'] === 'string'
    ? recommendedSets[Number(fields['recommended'])]
    : undefined;
}

/** What the account is asked to create or change. Values that no choice offers are refused there. */
export function inputOf(values: AccessFormValues): Record<keyof AccessConfigurationInput, unknown> | object {
  return {
    ...values,
    checkoutUrls: values.checkoutUrls
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  };
}

/** Reasons by the name of the form's field: a URL's own index belongs to the one text area. */
export function formErrors(fields: Readonly<Record<string, string>>): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [path, reason] of Object.entries(fields)) {
    const [field = '', index] = path.split('.');
    errors[field] ??= index === undefined ? sentenceOf(field, reason) : `URL ${Number(index) + 1} ${reason}.`;
  }
  return errors;
}

function sentenceOf(field: string, reason: string): string {
  if (reason.startsWith('Missing required data')) {
    return field === 'name' ? 'Enter a name.' : 'Choose one of the levels.';
  }
  return reason.endsWith('.') ? reason : `${reason}.`;
}
