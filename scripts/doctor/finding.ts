/** The verdict of a check. `fail`: Greenlight does not work like this. `warn`: something will not work, or soon. `fix` says what to do. */
export type Finding = { level: "ok" | "warn" | "fail"; says: string; fix?: string };

export const ok = (says: string): Finding => ({ level: "ok", says });
export const warn = (says: string, fix: string): Finding => ({ level: "warn", says, fix });
export const fail = (says: string, fix: string): Finding => ({ level: "fail", says, fix });
