/** The server's least length of a password. */
export const minPassword = 10;

/** The texts of a form by field name. */
export function readForm(form: HTMLFormElement): Readonly<Record<string, string>> {
  const texts = [...new FormData(form).entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}
