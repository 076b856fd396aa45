"use client";

import { Button, Drawer, Group, Tabs, TabsList, TabsPanel, TabsTab } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUpload, IconUserPlus } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { LeadsImport } from "@/app/_ui/leads-import/lazy-leads-import";
import { PageHeader } from "@/app/_ui/page-header";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import { useOpenedByAddress } from "@/app/_ui/use-opened-by-address";
import type { Project } from "@/lib/company/projects/schemas";
import { AddLeadModal } from "./add-lead-modal";
import type { Groups } from "./groups";
import { LeadTable, type LeadPage } from "./lead-table";

/** Loaded when its tab is opened. */
const SuppressionList = dynamic(() => import("./suppression-list").then((module) => module.SuppressionList), {
  ssr: false,
  loading: () => <RowsSkeleton rows={3} />,
});

type Props = { project: Project; firstPage: LeadPage; groups: Groups };

export function LeadsView({ project, firstPage, groups }: Props) {
  const { opened: importing, open, close } = useOpenedByAddress("import");
  const [adding, add] = useDisclosure(false);
  return (
    <>
      <PageHeader
        title="Leads"
        description="The people your campaigns write to. Duplicates are merged."
        actions={
          <Group gap="sm">
            <Button variant="default" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={add.open}>
              Add lead
            </Button>
            <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={open}>
              Import CSV
            </Button>
          </Group>
        }
      />
      <Tabs defaultValue="leads" keepMounted={false}>
        <TabsList mb="md">
          <TabsTab value="leads">Leads</TabsTab>
          <TabsTab value="suppressions">Do not contact</TabsTab>
        </TabsList>
        <TabsPanel value="leads">
          <LeadTable project={project} firstPage={firstPage} groups={groups} onImport={open} />
        </TabsPanel>
        <TabsPanel value="suppressions">
          <SuppressionList project={project} />
        </TabsPanel>
      </Tabs>
      <AddLeadModal project={project} opened={adding} onClose={add.close} />
      <Drawer
        opened={importing}
        onClose={close}
        title="Import leads from CSV"
        position="right"
        size="xl"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <LeadsImport project={project} />
      </Drawer>
    </>
  );
}
