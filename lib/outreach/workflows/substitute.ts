import { KNOWN_PLACEHOLDERS, PLACEHOLDER, SECRET_PLACEHOLDERS, STRUCTURAL_PLACEHOLDERS } from "./placeholders";
import { workflowError } from "./workflow-error";

export type Values = Readonly<Record<string, string | undefined>>;
type Place = { template: string; node: string; key: string };

const CODE_LITERAL = /"YOUR(?:_(?!YOUR_)[A-Z0-9]+)+"/g;

/**
 * Put values in place of `YOUR_*`, in one pass: what a value contains is never read again.
 * Free text lands only as a whole string literal in code, where it is data; elsewhere a value must have a harmless shape.
 */
export function substitute<T>(value: T, place: Place, values: Values): T {
  if (typeof value === "string") {
    return (place.key === "jsCode" ? inCode(value, place, values) : inText(value, place, values)) as T;
  }
  if (Array.isArray(value)) return value.map((entry) => substitute(entry, place, values)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      refuseInKey(key, place),
      substitute(entry, { ...place, key }, values),
    ]),
  ) as T;
}

function inCode(code: string, place: Place, values: Values): string {
  const rest = code.replace(CODE_LITERAL, "");
  for (const token of rest.match(PLACEHOLDER) ?? []) {
    resolve(token, place, values);
    throw misplaced(token, place, `write it in code as "${token}", a whole string in double quotes`);
  }
  return code.replace(CODE_LITERAL, (literal) => codeLiteral(resolve(literal.slice(1, -1), place, values)));
}

function inText(text: string, place: Place, values: Values): string {
  return text.replace(PLACEHOLDER, (token) => {
    const value = resolve(token, place, values);
    const shape = STRUCTURAL_PLACEHOLDERS.get(nameOf(token));
    if (!shape) throw misplaced(token, place, "only code may hold it, as a whole string in double quotes");
    if (shape.test(value)) return value;
    throw workflowError("value_invalid", `${token} in "${place.template}" has a value that cannot be used there.`, {
      ...place,
      placeholder: token,
    });
  });
}

/** A JavaScript string literal that stays data even if a template's author put it inside another quote or an expression. */
function codeLiteral(value: string): string {
  const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value).replace(/['`${}<\u2028\u2029]/g, escape);
}

function resolve(token: string, place: Place, values: Values): string {
  const name = nameOf(token);
  const details = { ...place, placeholder: token };
  if (!KNOWN_PLACEHOLDERS.has(name)) {
    throw workflowError("placeholder_unknown", `"${place.template}" uses ${token}, a name nobody knows.`, details);
  }
  if (SECRET_PLACEHOLDERS.has(name)) {
    const advice = "Put it into a credential of the workflow engine.";
    throw workflowError(
      "literal_secret",
      `"${place.template}" writes the secret ${token} into text. ${advice}`,
      details,
    );
  }
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) {
    throw workflowError("placeholder_unresolved", `"${place.template}" needs a value for ${token}.`, details);
  }
  return value;
}

function misplaced(token: string, place: Place, advice: string) {
  const where = `${token} stands where its text could be run (node "${place.node}", ${place.key})`;
  return workflowError("placeholder_misplaced", `${where}: ${advice}.`, { ...place, placeholder: token });
}

function refuseInKey(key: string, place: Place): string {
  const token = key.match(PLACEHOLDER)?.[0];
  if (token) throw misplaced(token, { ...place, key }, "a field's name cannot be a placeholder");
  return key;
}

const nameOf = (token: string): string => token.slice("YOUR_".length);
