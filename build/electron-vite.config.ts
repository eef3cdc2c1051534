// How the three processes are built into out/, and which fonts go with them.
// Must not name a newer target than the oldest runtime the application is run on.

import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const source = (...parts: string[]): string => path.join(root, ...parts);
const output = (...parts: string[]): string => path.join(root, 'out', ...parts);

// electron-vite would derive the targets from the pinned Electron; development machines may run an older one.
const nodeTarget = 'node20';
const chromeTarget = 'chrome130';

/** Parts of the main process that are files of their own, as far as they exist. */
const mainEntries = Object.fromEntries(
  [
    ['main', 'electron/main.ts'],
    ['cli', 'electron/cli.ts'],
    ['worker', 'electron/jobs/worker.ts'],
    ['reading-worker', 'electron/jobs/reading-worker.ts'],
  ].flatMap(([name, file]) =>
    name !== undefined && file !== undefined && existsSync(source(file)) ? [[name, source(file)]] : [],
  ),
) as Record<string, string>;

/** TTF files for PDFs, which embed fonts; the window takes the same ones from here. */
const fonts = [
  'ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf',
  'ibm-plex-sans/400Regular_Italic/IBMPlexSans_400Regular_Italic.ttf',
  'ibm-plex-sans/500Medium/IBMPlexSans_500Medium.ttf',
  'ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf',
  'ibm-plex-sans/700Bold/IBMPlexSans_700Bold.ttf',
  'ibm-plex-mono/400Regular/IBMPlexMono_400Regular.ttf',
  'ibm-plex-mono/600SemiBold/IBMPlexMono_600SemiBold.ttf',
  'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
];

function copyFonts(): Plugin {
  return {
    name: 'copy-fonts',
    apply: 'build',
    closeBundle() {
      mkdirSync(output('fonts'), { recursive: true });
      for (const font of fonts) {
        cpSync(source('node_modules', '@expo-google-fonts', font), output('fonts', path.basename(font)));
      }
      for (const family of ['ibm-plex-sans', 'ibm-plex-mono', 'noto-sans-sc']) {
        cpSync(
          source('node_modules', '@expo-google-fonts', family, 'LICENSE_FONT'),
          output('fonts', `LICENSE-${family}.txt`),
        );
      }
    },
  };
}

export default defineConfig({
  main: {
    root,
    plugins: [copyFonts()],
    build: {
      target: nodeTarget,
      outDir: output('main'),
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      // Read at every start: in a few files they are there sooner than in several hundred.
      externalizeDeps: { exclude: ['@noble/hashes', 'decimal.js', 'temporal-polyfill', 'zod'] },
      rolldownOptions: {
        input: mainEntries,
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // Shorter to read at every start; names stay, for the stacks in the log.
          minify: { compress: true, mangle: { keepNames: { function: true, class: true } } },
        },
      },
    },
  },
  preload: {
    root,
    build: {
      target: nodeTarget,
      outDir: output('preload'),
      emptyOutDir: true,
      sourcemap: false,
      // A sandboxed preload is one CommonJS file that can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: source('electron', 'preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    base: './',
    plugins: [react()],
    build: {
      target: chromeTarget,
      outDir: output('renderer'),
      emptyOutDir: true,
      sourcemap: true,
      minify: true,
      // Inlined assets would need data: in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: source('renderer', 'index.html') } },
    },
  },
});
