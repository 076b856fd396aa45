import { oneLine } from "@/lib/platform/text";

/** Without folders, control characters and turns of the reading direction, as a stranger may have named it. */
export function cleanName(name: string): string {
  const last = oneLine(name.normalize("NFC").replace(/\p{Default_Ignorable_Code_Point}/gu, ""))
    .split(/[\\/]/)
    .at(-1);
  const bare = (last ?? "").replace(/^[.\s]+/, "").replace(/[<>:"|?*]/g, "_");
  const dot = bare.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [bare.slice(0, dot), bare.slice(dot, dot + 20)] : [bare, ""];
  return (stem.slice(0, 200 - ending.length) + ending).trim() || "attachment";
}
