"use client";

import { Button, Card, Group, List, NativeSelect, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { ShownMember } from "@/lib/foundation/members/schemas";
import { useAccessChange } from "./use-members";

type Props = { project: Project; members: ShownMember[] };

/** Hands the company to another member; for its owners. */
export function OwnershipCard({ project, members }: Props) {
  const router = useRouter();
  const [opened, { open, close }] = useDisclosure(false);
  const others = members.filter(({ is_you }) => !is_you);
  const [chosen, setChosen] = useState("");
  const heir = others.find(({ user_id }) => user_id === chosen) ?? others[0];
  const transfer = useAccessChange(project, () => {
    close();
    router.refresh();
  });
  const give = ({ user_id, email }: ShownMember): void =>
    transfer.mutate(
      { path: "transfer-ownership", json: { user_id } },
      {
        onSuccess: () => notifySuccess("Ownership transferred", `${email} owns ${project.name} now; you are an admin.`),
      },
    );
  return (
    <Card component="section" aria-labelledby="ownership-title">
      <Title order={2} id="ownership-title">
        Ownership
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        Hand the company to another member. They become its owner and you become an admin; only they can hand it back.
      </Text>
      {heir ? (
        <Group align="flex-end" gap="sm">
          <NativeSelect
            label="New owner"
            data={others.map(({ user_id, email }) => ({ value: user_id, label: email }))}
            value={heir.user_id}
            onChange={({ currentTarget: { value } }) => setChosen(value)}
            style={{ flex: "0 1 320px" }}
          />
          <Button variant="default" onClick={open}>
            Transfer ownership…
          </Button>
        </Group>
      ) : (
        <Text size="sm">There is nobody else yet: invite somebody first.</Text>
      )}
      {heir && (
        <ConfirmDialog
          opened={opened}
          onClose={() => {
            transfer.reset();
            close();
          }}
          title={`Make ${heir.email} the owner?`}
          keep="Stay the owner"
          action={{
            label: "Transfer",
            failed: "The ownership was not transferred",
            run: () => give(heir),
            pending: transfer.isPending,
            error: transfer.error,
          }}
        >
          <List size="sm" spacing={6}>
            <List.Item>
              {heir.email} may do everything with <b>{project.name}</b>, removing you included.
            </List.Item>
            <List.Item>You become an admin: you still launch, invite and make keys.</List.Item>
            <List.Item>You cannot take it back yourself.</List.Item>
          </List>
        </ConfirmDialog>
      )}
    </Card>
  );
}
