"use client";

import { Button, Card, Group, NativeSelect, Text } from "@mantine/core";
import { IconListCheck, IconPlus } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Blank } from "@/app/_ui/blank";
import { Link } from "@/app/_ui/link";
import { MoreRows } from "@/app/_ui/more-rows";
import { ORIGIN_WORDS } from "@/app/_ui/origin-words";
import { PageHeader } from "@/app/_ui/page-header";
import { TaskStateBadge } from "@/app/_ui/task-state";
import { usePages, type Page } from "@/app/_ui/use-pages";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { Task, TaskTab } from "@/lib/company/tasks/schemas";
import classes from "../../approvals/_components/approvals.module.css";

const NewTask = dynamic(() => import("./new-task").then((module) => module.NewTask));

type Props = { project: Project; tab: TaskTab | undefined; firstPage: Page<Task> };

const TABS = [
  { value: "all", label: "All" },
  { value: "needs_action", label: "Needs action" },
  { value: "running", label: "Running" },
  { value: "done", label: "Done" },
  { value: "not_true", label: "Claimed, not true" },
];

/** The company's work, the newest first. */
export function TasksView({ project, tab, firstPage }: Props) {
  const router = useRouter();
  const pages = usePages<Task>(`/api/projects/${project.id}/tasks`, { ...(tab && { tab }) }, firstPage);
  const [adding, setAdding] = useState(false);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      New task
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Tasks"
        description="A task is done when its receipts say so. The newest stand first."
        actions={add}
      />
      {adding && <NewTask project={project} onClose={() => setAdding(false)} />}
      <NativeSelect
        mb="md"
        w={220}
        label="Show"
        value={tab ?? "all"}
        onChange={({ currentTarget: { value } }) =>
          router.replace(value === "all" ? "?" : `?tab=${value}`, { scroll: false })
        }
        data={TABS}
      />
      {pages.rows.length === 0 ? (
        <Blank icon={<IconListCheck size={26} />} title="No tasks here" action={tab === undefined ? add : undefined}>
          Write down what the company should get done, and by which evidence you will know that it is.
        </Blank>
      ) : (
        <Card p={0}>
          <ul className={classes.list} aria-label="Tasks">
            {pages.rows.map(({ id, title, state, why, origin, created_at }) => (
              <li key={id} className={classes.entry}>
                <div className={classes.body}>
                  <Group justify="space-between" gap="xs" align="flex-start">
                    <Link href={`/companies/${project.id}/tasks/${id}`} className="plain-link">
                      <Text component="span" size="sm" fw={600}>
                        {title}
                      </Text>
                    </Link>
                    <TaskStateBadge state={state} />
                  </Group>
                  <Text size="xs" c="dimmed" mt={2}>
                    {why ? `${why} ` : ""}
                    {ORIGIN_WORDS[origin]}, <When iso={created_at} />
                  </Text>
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <MoreRows pages={pages} title="Further tasks could not be loaded" />
    </>
  );
}
