import type { Move, PlannerRequest } from "../planner-request";

/** One kind of wish: whether the founder's words are of it, and what follows from them, from the context and from what tools answered. */
export type Intent = {
  fits: (request: PlannerRequest) => boolean;
  move: (request: PlannerRequest) => Move;
};

type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A text field of a tool's answer; empty where there is none. */
export const textAt = (value: unknown, name: string): string => {
  const field = isFields(value) ? value[name] : undefined;
  return typeof field === "string" ? field : "";
};

export const listAt = (value: unknown, name: string): Fields[] => {
  const field = isFields(value) ? value[name] : undefined;
  return Array.isArray(field) ? field.filter(isFields) : [];
};

/** One sentence that begins with a capital and ends with a full stop. */
export function sentence(text: string): string {
  const bare = text.trim().replace(/[\s.;,]+$/, "");
  const begun = bare.slice(0, 1).toUpperCase() + bare.slice(1);
  return begun === "" || /[!?]$/.test(begun) ? begun : `${begun}.`;
}
