import { useHotkeys } from "@mantine/hooks";

const CHOICES: ReadonlySet<string> = new Set(["radio", "checkbox", "button", "submit"]);

/** Letters mean nothing to a choice; in any other field they are typed. */
const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLInputElement && !CHOICES.has(target.type);

/** Shortcuts of single letters. They work while a choice or a button has the focus, and never while the person types. */
export function useLetterKeys(keys: Readonly<Record<string, () => void>>): void {
  useHotkeys(
    Object.entries(keys).map(([letter, press]) => [letter, (event) => !isTyping(event) && press()]),
    ["TEXTAREA", "SELECT"],
  );
}
