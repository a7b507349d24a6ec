export type Parsed = { readonly value: unknown } | { readonly problem: string };

/** Reads what a person wrote as JSON, or says why it cannot be read. */
export function parseJson(text: string): Parsed {
  if (['', 'null'].includes(text.trim())) return { problem: 'There is nothing to save.' };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: `This is not JSON: ${error instanceof Error ? error.message : 'it cannot be read.'}` };
  }
}

/** JSON as people read and change it. */
export const formatJson = (value: unknown): string => JSON.stringify(value, null, 2);
