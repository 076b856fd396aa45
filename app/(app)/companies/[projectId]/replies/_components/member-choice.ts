/** A member as a choice of a list. */
export type MemberChoice = { value: string; label: string };
