// Bytes as base64, the form in which they pass from the window to the notebook.
// Must not be used for what is only text: JSON passes as it is.

const portion = 0x80_00;

export function base64Of(bytes: Uint8Array): string {
  let text = '';
  // All at once would be more arguments than a call may have.
  for (let at = 0; at < bytes.length; at += portion) {
    text += String.fromCodePoint(...bytes.subarray(at, at + portion));
  }
  return btoa(text);
}
