"use client";

import { Button, Card, Group, List, ListItem, Modal, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import type { Project } from "@/lib/company/projects/schemas";

/** Deletes the company after its name was typed; for its owners. */
export function DeleteCompanyCard({ project }: { project: Project }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Card
      component="section"
      aria-labelledby="delete-title"
      style={{ borderColor: "var(--mantine-color-red-outline)" }}
    >
      <Title order={2} id="delete-title">
        Delete this company
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        Stops sending at once and erases its leads, replies, files and credentials. This cannot be undone.
      </Text>
      <Group>
        <Button variant="outline" color="red" onClick={open}>
          Delete {project.name}…
        </Button>
      </Group>
      <Modal
        opened={opened}
        onClose={close}
        title={`Delete “${project.name}”?`}
        centered
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <DeleteForm project={project} onClose={close} />
      </Modal>
    </Card>
  );
}

function DeleteForm({ project, onClose }: { project: Project; onClose: () => void }) {
  const [name, setName] = useState("");
  const removal = useMutation({
    mutationFn: () => api(`/api/projects/${project.id}`, { method: "DELETE", json: { name } }),
    // A full load: the ended ledger stream loads a page at the same moment, and would win over the router.
    onSuccess: () => window.location.assign("/companies"),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        removal.mutate();
      }}
    >
      <Stack gap="md">
        <List size="sm" spacing={4}>
          <ListItem>Nothing more is sent, and every member, key and token loses access.</ListItem>
          <ListItem>Its workflows and credentials are removed from n8n.</ListItem>
          <ListItem>Leads, replies, drafts, files and settings are erased. Export what you need first.</ListItem>
          <ListItem>The ledger stays, without the people’s data, as proof of what happened.</ListItem>
        </List>
        <TextInput
          label={`Type “${project.name}” to confirm`}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        {removal.isError && <Failure title="The company was not deleted" error={removal.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
          <Button type="submit" color="red.8" loading={removal.isPending} disabled={name.trim() !== project.name}>
            Delete company
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
