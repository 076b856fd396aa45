import dynamic from "next/dynamic";
import type { ConflictProps } from "./conflict-choices";

const ConflictChoices = dynamic(() => import("./conflict-choices").then((module) => module.ConflictChoices), {
  ssr: false,
});

/** The fields that differ, loaded when there are any: most people never see it. */
export const ConflictDialog = (props: ConflictProps) => props.conflicts.length > 0 && <ConflictChoices {...props} />;
