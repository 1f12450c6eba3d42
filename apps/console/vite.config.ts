import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.REMIT_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: {
    port: 5173,
    // The object form keeps the host header: the server takes changes from its own origin only.
    proxy: { '/api': { target: server } },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    // The policy allows no inlined fonts or scripts: everything is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
