"use client";

import { Button, Card, NativeSelect, Text, TextInput, Title } from "@mantine/core";
import { isEmail, useForm } from "@mantine/form";
import { IconMail } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";
import { api, ApiError } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { notifySuccess } from "@/app/_ui/notify";
import { useOpenedByAddress } from "@/app/_ui/use-opened-by-address";
import type { Project } from "@/lib/company/projects/schemas";
import type { Role } from "@/lib/foundation/access/schemas";
import { ROLE_LABELS, ROLE_SENTENCES } from "./member-words";
import classes from "./invite-form.module.css";

type Props = { project: Project; roles: Role[] };
type Values = { email: string; role: Role };

/** The field that the address of “Invite a teammate” leads to. */
function useFocusByAddress(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  const { opened: asked, close } = useOpenedByAddress("invite");
  const begin = useEffectEvent(() => {
    field.current?.focus();
    close();
  });
  useEffect(() => {
    if (asked) begin();
  }, [asked]);
  return field;
}

/** Invites somebody by mail into a role that the person who invites may give. */
export function InviteForm({ project, roles }: Props) {
  const queries = useQueryClient();
  const [role, setRole] = useState<Role>("member");
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "" },
    validate: { email: isEmail("Enter an email address, like you@example.com") },
  });
  const field = useFocusByAddress();
  const invite = useMutation({
    mutationFn: (values: Values) => api(`/api/workspaces/${project.workspace_id}/invites`, { json: values }),
    onSuccess: (_answer, { email }) => {
      form.reset();
      notifySuccess("Invited", `We are emailing the link to ${email}.`);
      return queries.invalidateQueries({ queryKey: ["company", project.id] });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === "member.already") form.setFieldError("email", error.message);
      else showFieldErrors(form, error);
    },
  });
  const inPlace = Object.keys(form.errors).length > 0;
  return (
    <Card component="section" aria-labelledby="invite-title">
      <Title order={2} id="invite-title">
        Invite somebody
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        They get a mail with a link that only works for their address.
      </Text>
      <form onSubmit={form.onSubmit(({ email }) => invite.mutate({ email: email.trim(), role }))} noValidate>
        <div className={classes.fields}>
          <TextInput
            label="Email"
            type="email"
            autoComplete="off"
            placeholder="person@example.com"
            ref={field}
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <NativeSelect
            label="Role"
            aria-describedby="role-sentence"
            data={roles.map((value) => ({ value, label: ROLE_LABELS[value] }))}
            value={role}
            onChange={({ currentTarget: { value } }) => setRole(value as Role)}
          />
          <Button type="submit" loading={invite.isPending} leftSection={<IconMail size={16} aria-hidden />}>
            Send invitation
          </Button>
        </div>
        <Text size="sm" c="dimmed" mt="xs" id="role-sentence" aria-live="polite">
          {ROLE_LABELS[role]}: {ROLE_SENTENCES[role].charAt(0).toLowerCase() + ROLE_SENTENCES[role].slice(1)}
        </Text>
        {invite.isError && !inPlace && (
          <div style={{ marginTop: 16 }}>
            <Failure title="The invitation was not sent" error={invite.error} />
          </div>
        )}
      </form>
    </Card>
  );
}
