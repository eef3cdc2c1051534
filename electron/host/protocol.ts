// Serves the built pages under app://notebook/ with a content security policy that allows nothing from elsewhere.
// Must not serve a file outside out/renderer, nor loosen the policy with unsafe-inline or unsafe-eval.

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { app, protocol } from 'electron';

export const applicationOrigin = 'app://notebook';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.wav': 'audio/wav',
};

// react-aria-components adds one style element; it takes its nonce from a meta element that holds this placeholder.
const noncePlaceholder = '__CSP_NONCE__';

/** Has to happen before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function servePages(): void {
  const folder = path.join(app.getAppPath(), 'out', 'renderer');
  protocol.handle('app', (request) => answer(request, folder));
}

async function answer(request: Request, folder: string): Promise<Response> {
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.host !== 'notebook') return new Response(null, { status: 403 });
  const name = address.pathname === '/' ? 'index.html' : decodeURIComponent(address.pathname.slice(1));
  const file = path.resolve(folder, name);
  const contentType = contentTypes[path.extname(file)];
  if (!file.startsWith(folder + path.sep) || contentType === undefined) {
    return new Response(null, { status: 404 });
  }
  const nonce = randomBytes(16).toString('base64');
  let body: Buffer | string;
  try {
    body = await readFile(file);
  } catch {
    return new Response(null, { status: 404 });
  }
  if (path.extname(file) === '.html') body = body.toString('utf8').replaceAll(noncePlaceholder, nonce);
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      'Content-Type': contentType,
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    },
  });
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self'",
    "connect-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
