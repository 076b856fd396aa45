/** A slug of lower-case words (`a-z0-9`, at most 36 characters); a name without any, an emoji say, becomes "company". */
export function slugOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const slug = (words ?? ["company"]).join("-").slice(0, 36).replace(/-+$/, "");
  return slug || "company";
}
