"use client";

import { SimpleGrid, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { isEmail, useForm, type UseFormReturnType } from "@mantine/form";
import { useId, type ReactNode } from "react";
import { focusFirstError } from "@/app/_ui/form-errors";
import { notifyVoided, type WithVoided } from "@/app/_ui/voided-approvals";
import type { Brand, RevisedBrand } from "@/lib/company/profile/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { BrandQuestions } from "./brand-questions";
import { brandBody, brandValues, type BrandValues } from "./brand-values";
import { ConflictDialog } from "./conflict-dialog";
import { SaveBar } from "./save-bar";
import { useAnswers, type FirstRead } from "./use-answers";
import { WebsiteField } from "./website-field";

type Props = { project: Project; saved: Brand | null; first: FirstRead; onSaved: () => Promise<void> };

const required = (sentence: string) => (value: string) => (value.trim() === "" ? sentence : null);

const LABELS = {
  company_name: "Company name",
  website: "Website",
  description: "What does it do?",
  services: "Services",
  audience: "Audience",
  problem: "Problem",
  proof: "Proof",
  offer: "Offer",
  tone: "Tone",
  language: "Language",
  sender_name: "Sender name",
  sender_email: "Sender email",
  postal_address: "Postal address",
} as const;
const FIELDS = Object.keys(LABELS) as (keyof typeof LABELS)[];

export function BrandForm({ project, saved, first, onSaved }: Props) {
  const form = useForm({
    initialValues: brandValues(project, saved),
    validate: {
      company_name: required("Enter the company's name"),
      description: required("Enter what the company does; the emails are written from it"),
      sender_name: required("Enter the name the emails are from"),
      sender_email: isEmail("Enter an email address"),
      postal_address: required("Enter street, place and country; the law asks for it in every email"),
    },
  });
  const answers = useAnswers<BrandValues, RevisedBrand & WithVoided>({
    project,
    part: "brand",
    form,
    fields: FIELDS,
    first,
    path: "/api/onboarding/brand",
    body: brandBody,
    toSaved: ({ brand, revision }) => ({ values: brandValues(project, brand), revision }),
    onSaved: async (answer) => {
      notifyVoided(answer);
      await onSaved();
    },
  });
  return (
    <form onSubmit={form.onSubmit(() => answers.save.mutate(), focusFirstError(form))} noValidate>
      <Stack gap="xl">
        <Section title="Company">
          <CompanyFields project={project} form={form} />
        </Section>
        <Section
          title="Your emails"
          about="Each answer makes the drafts better. Answer in the language of your emails, or leave out what does not fit."
        >
          <BrandQuestions form={form} />
        </Section>
        <Section title="Sender">
          <SenderFields form={form} />
        </Section>
        <ConflictDialog conflicts={answers.conflicts} labels={LABELS} onChoose={answers.choose} />
        <SaveBar
          saving={answers.save.isPending}
          typed={answers.dirty}
          failing={answers.failing}
          saved={saved !== null}
          error={answers.error}
        />
      </Stack>
    </form>
  );
}

function Section({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  const id = useId();
  return (
    <Stack component="section" gap="md" aria-labelledby={id}>
      <div>
        <Title order={3} fz="md" id={id}>
          {title}
        </Title>
        {about && (
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        )}
      </div>
      {children}
    </Stack>
  );
}

type FieldsProps = { form: UseFormReturnType<BrandValues> };

function CompanyFields({ project, form }: FieldsProps & { project: Project }) {
  return (
    <>
      <WebsiteField project={project} form={form} />
      <TextInput label="Company name" required maxLength={200} {...form.getInputProps("company_name")} />
      <Textarea
        label="What does it do?"
        description="Every email is written from this."
        required
        autosize
        minRows={3}
        maxRows={10}
        maxLength={5000}
        {...form.getInputProps("description")}
      />
      <Textarea
        label="Services"
        description="Up to four services, one per line"
        placeholder={"Daily bread delivery\nCatering for meetings"}
        autosize
        minRows={2}
        maxRows={4}
        {...form.getInputProps("services")}
      />
    </>
  );
}

function SenderFields({ form }: FieldsProps) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="Sender name"
          description="The sender of your emails"
          required
          maxLength={100}
          autoComplete="name"
          {...form.getInputProps("sender_name")}
        />
        <TextInput
          label="Sender email"
          description="Replies go here"
          type="email"
          required
          maxLength={254}
          autoComplete="email"
          {...form.getInputProps("sender_email")}
        />
      </SimpleGrid>
      <Textarea
        label="Postal address"
        description="Shown in every email’s footer (required by law)"
        placeholder={"Mill Lane 4\n1010 Vienna, Austria"}
        required
        autosize
        minRows={2}
        maxRows={6}
        maxLength={500}
        {...form.getInputProps("postal_address")}
      />
    </>
  );
}
