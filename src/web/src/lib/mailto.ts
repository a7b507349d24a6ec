/** An address on its own; what is not plain in it is escaped, so that it cannot add anything to the link. */
const escapeAddress = (email: string) => encodeURIComponent(email).replace('%40', '@');

/** A link that opens the mail program on an address, with a draft where one is given. */
export function mailtoLink(email: string, draft?: { readonly subject: string; readonly body: string }): string {
  const address = `mailto:${escapeAddress(email)}`;
  if (draft === undefined) return address;
  // RFC 6068 asks for CRLF in a body.
  const body = draft.body.replace(/\r?\n/g, '\r\n');
  return `${address}?subject=${encodeURIComponent(draft.subject)}&body=${encodeURIComponent(body)}`;
}
