"use client";

import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";

const required = (value: string): string | null => (value.trim() === "" ? "Give your company a name" : null);

export function NewCompanyForm() {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { name: "", idea: "", website: "" },
    validate: { name: required },
  });

  async function create(values: typeof form.values): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      const project = await api<{ id: string }>("/api/projects", { json: values });
      router.push(`/companies/${project.id}/onboarding`);
    } catch (error) {
      if (!showFieldErrors(form, error)) setFailure(error);
      setBusy(false);
    }
  }

  return (
    <form onSubmit={form.onSubmit(create)} noValidate>
      <Stack gap="md">
        <TextInput
          label="Company name"
          placeholder="Northwind Bakery"
          maxLength={200}
          required
          data-autofocus
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <Textarea
          label="What does it do?"
          description="A sentence or two, as you would say it to a customer. Drafts are written from this."
          placeholder="We deliver fresh bread to offices every morning before eight."
          autosize
          minRows={3}
          maxRows={10}
          maxLength={5000}
          key={form.key("idea")}
          {...form.getInputProps("idea")}
        />
        <TextInput
          label="Website"
          description="Optional"
          placeholder="northwind.example"
          inputMode="url"
          maxLength={500}
          key={form.key("website")}
          {...form.getInputProps("website")}
        />
        {failure !== null && <Failure title="The company was not created" error={failure} />}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            Create company
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
