"use client";

import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import { useState } from "react";
import { LeadsImport } from "@/app/_ui/leads-import/lazy-leads-import";
import type { Project } from "@/lib/company/projects/schemas";

export function LeadsPart({ project, hasLeads }: { project: Project; hasLeads: boolean }) {
  const [some, setSome] = useState(hasLeads);
  return (
    <Stack gap="md">
      {some && (
        <Text size="sm">
          There are leads already.{" "}
          <Anchor component={Link} href={`/companies/${project.id}/leads`} size="sm" underline="always">
            See them
          </Anchor>
          , or bring more: nobody is added twice.
        </Text>
      )}
      <LeadsImport project={project} onImported={() => setSome(true)} />
    </Stack>
  );
}
