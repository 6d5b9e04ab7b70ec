import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin, type UserConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Takes the white space out of css templates, which no minifier looks into. */
const compactCss: Plugin = {
  name: 'compact-css',
  transform: (code) => ({
    code: code.replace(/css`[^`]*`/g, (template) =>
      template
        .replace(/\s+/g, ' ')
        .replace(/ ?([{};,]) ?/g, '$1')
        .replaceAll(': ', ':')
        .replaceAll(';}', '}'),
    ),
    map: null,
  }),
};

/** One self-contained file for a script tag. `output.minify` and not `build.minify`: the latter leaves the white space of ES libraries. */
export function oneFileBuild({
  entry,
  outDir,
  fileName,
}: {
  entry: string;
  outDir: string;
  fileName: string;
}): UserConfig {
  return {
    publicDir: false,
    plugins: [compactCss],
    build: {
      target: 'es2022',
      outDir,
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      lib: { entry, formats: ['es'], fileName: () => fileName },
      rolldownOptions: { output: { minify: true }, optimization: { inlineConst: { mode: 'all' } } },
    },
  };
}

const outDir = at('./packages/element/dist/cdn');

/** Vite takes one configuration at a time, and two entries of one build would share a third file. */
const thenTerminal: Plugin = {
  name: 'then-terminal',
  closeBundle: {
    sequential: true,
    async handler(error) {
      if (error) return;
      const entry = at('./packages/element/src/terminal/define.ts');
      const terminal = oneFileBuild({ entry, outDir, fileName: 'helcim-terminal.js' });
      await build({
        ...terminal,
        configFile: false,
        logLevel: 'warn',
        build: { ...terminal.build, emptyOutDir: false },
      });
    },
  },
};

const checkout = oneFileBuild({
  entry: at('./packages/element/src/define.ts'),
  outDir,
  fileName: 'helcim-checkout.js',
});
const cdn: UserConfig = { ...checkout, plugins: [...(checkout.plugins ?? []), thenTerminal] };

const reactDemo: UserConfig = {
  root: at('./demo/react'),
  base: './',
  server: { host: '127.0.0.1' },
  build: { target: 'es2022', outDir: at('./demo/dist/react'), emptyOutDir: true },
};

export default defineConfig(({ mode }) => (mode === 'cdn' ? cdn : reactDemo));
