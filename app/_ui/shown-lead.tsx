"use client";

import { InputBase } from "@mantine/core";
import { IconSelector } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Project } from "@/lib/company/projects/schemas";
import type { SequencePreview } from "@/lib/outreach/sequence/schemas";

// Most look at the lead that is shown first.
const LeadChoice = dynamic(() => import("./lead-choice").then((module) => module.LeadChoice));

type Props = { project: Project; shown: SequencePreview | null; onChoose: (leadId: string) => void };

/** The lead that an email is shown for; a press lets another one be chosen. */
export function ShownLead({ project, shown, onChoose }: Props) {
  const [choosing, setChoosing] = useState(false);
  if (choosing) return <LeadChoice project={project} shown={shown} onChoose={onChoose} />;
  return (
    <InputBase
      component="button"
      type="button"
      pointer
      label="For"
      rightSection={<IconSelector size={16} aria-hidden />}
      rightSectionPointerEvents="none"
      onClick={() => setChoosing(true)}
    >
      {shown ? (shown.to_name ?? shown.to) : "Choose a lead"}
    </InputBase>
  );
}
