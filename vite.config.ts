import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

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
    build: {
      target: 'es2022',
      outDir,
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      lib: { entry, formats: ['es'], fileName: () => fileName },
      rolldownOptions: { output: { minify: true } },
    },
  };
}

const cdn = oneFileBuild({
  entry: at('./packages/element/src/define.ts'),
  outDir: at('./packages/element/dist/cdn'),
  fileName: 'helcim-checkout.js',
});

const reactDemo: UserConfig = {
  root: at('./demo/react'),
  base: './',
  server: { host: '127.0.0.1' },
  build: { target: 'es2022', outDir: at('./demo/dist/react'), emptyOutDir: true },
};

export default defineConfig(({ mode }) => (mode === 'cdn' ? cdn : reactDemo));
