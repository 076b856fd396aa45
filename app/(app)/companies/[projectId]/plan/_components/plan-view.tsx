"use client";

import { Button, Card, Group, List, Stack, Tabs, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { PageHeader } from "@/app/_ui/page-header";
import type { Plan } from "@/lib/autopilot/plan/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { IdeaForm } from "./idea-form";
import { LaunchChecklist } from "./launch-checklist";
import { PacketView } from "./packet-view";

const UNDER_WAY = new Set(["queued", "reading", "writing", "checking"]);

/** The four packets of a company, from the brief to the launch. */
export function PlanView({ project, first }: { project: Project; first: Plan }) {
  const queryKey = ["company", project.id, "plan"];
  const { data: plan } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<Plan>(`/api/projects/${project.id}/packets`, { signal }),
    initialData: first,
    refetchInterval: ({ state }) =>
      state.data?.data.some(({ generation }) => generation && UNDER_WAY.has(generation.state)) ? 1_000 : false,
  });
  const [phase, setPhase] = useState("0");
  const isEmpty = !project.idea && plan.data.every(({ newest, generation }) => !newest && !generation);
  return (
    <>
      <PageHeader
        title="Plan"
        description="Each value says where it comes from. A number needs a source, and an open field is an honest answer."
      />
      {isEmpty ? (
        <IdeaForm project={project} />
      ) : (
        <Stack gap="lg">
          {plan.questions.length > 0 && (
            <Card>
              <Title order={2} fz="h4" mb="xs">
                Questions that would answer the most
              </Title>
              <List size="sm" spacing={4}>
                {plan.questions.map((question) => (
                  <List.Item key={question}>{question}</List.Item>
                ))}
              </List>
            </Card>
          )}
          <Tabs value={phase} onChange={(value) => setPhase(value ?? "0")} keepMounted={false}>
            <Tabs.List>
              {plan.data.map((each) => (
                <Tabs.Tab key={each.phase} value={String(each.phase)}>
                  {each.title}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {plan.data.map((each) => (
              <Tabs.Panel key={each.phase} value={String(each.phase)} pt="md">
                <Stack gap="md">
                  <PacketView project={project} entry={each} />
                  {each.phase === 3 && <LaunchChecklist project={project} checks={plan.checks} />}
                  <Group justify="flex-end">
                    {each.phase < 3 && (
                      <Button variant="subtle" onClick={() => setPhase(String(each.phase + 1))}>
                        Next: {plan.data[each.phase + 1]?.title}
                      </Button>
                    )}
                  </Group>
                </Stack>
              </Tabs.Panel>
            ))}
          </Tabs>
          <Text size="xs" c="dimmed">
            “You” are your own words, “measured” comes from the ledger, “web” has a link, “suggested” is the model’s.
          </Text>
        </Stack>
      )}
    </>
  );
}
