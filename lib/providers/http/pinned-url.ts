const PIN = /^#sha256=([0-9a-f]{64})$/;

/** An address whose server is believed by this one certificate, kept in the part of an address that is never sent. */
export const pinnedUrl = (url: string, fingerprint256: string): string =>
  `${url}/#sha256=${fingerprint256.replaceAll(":", "").toLowerCase()}`;

/** The address without its pin, and without a slash at its end; the pin is null where certificates are checked as usual. */
export function readPin(address: string): { url: string; pin: string | null } {
  const { hash } = new URL(address);
  const pin = PIN.exec(hash)?.[1] ?? null;
  return { url: address.slice(0, address.length - hash.length).replace(/\/+$/, ""), pin };
}
