import { NativeSelect, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { LANGUAGE_NAMES } from "@/app/_ui/language-names";
import type { BrandValues } from "./brand-values";

const LANGUAGES = Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label }));

const QUESTIONS = [
  {
    name: "audience",
    label: "Who are the emails for?",
    placeholder: "Operations managers of warehouses with 20 to 200 people",
  },
  {
    name: "problem",
    label: "Which problem do they have?",
    placeholder: "Picking errors that are only found by the customer",
  },
  {
    name: "proof",
    label: "What shows that it works?",
    description: "A number, a customer, a result. Nothing else is claimed.",
    placeholder: "40 warehouses use it; the first one halved its returns",
  },
  {
    name: "offer",
    label: "What do you offer or ask for?",
    placeholder: "A free check of one week of orders",
  },
] as const;

/** The five questions that every email is written from. */
export function BrandQuestions({ form }: { form: UseFormReturnType<BrandValues> }) {
  return (
    <>
      {QUESTIONS.map(({ name, ...question }) => (
        <Textarea
          key={name}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={1000}
          {...question}
          {...form.getInputProps(name)}
        />
      ))}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="How should they sound?"
          placeholder="Short, friendly, no jargon"
          maxLength={300}
          {...form.getInputProps("tone")}
        />
        <NativeSelect label="Language" data={LANGUAGES} {...form.getInputProps("language")} />
      </SimpleGrid>
    </>
  );
}
