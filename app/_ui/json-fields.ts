/** The fields of an object that arrived as JSON; none of anything else. Pages read them without a validator, which would be most of their script. */
export const fieldsIn = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

/** A text field of an object that arrived as JSON; undefined where there is none. */
export function textIn(value: unknown, name: string): string | undefined {
  const found = fieldsIn(value)[name];
  return typeof found === "string" ? found : undefined;
}
