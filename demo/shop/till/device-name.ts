/** `Front counter · JFHP`; a device without a name of its own is called by its code. */
export function nameOfDevice({
  device,
  deviceName,
}: {
  readonly device: string | null;
  readonly deviceName: string | null;
}): string {
  return deviceName && deviceName !== device ? `${deviceName} · ${device ?? ''}` : (device ?? '');
}
