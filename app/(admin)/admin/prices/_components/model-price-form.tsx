"use client";

import { Button, Group, NumberInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { notifySuccess } from "@/app/_ui/notify";
import type { SetModelPrice } from "@/lib/metering/spending/schemas";

type Rate = number | "";
type Values = { model: string; input: Rate; output: Rate; cache_read: Rate; cache_write: Rate };

const EMPTY: Values = { model: "", input: "", output: "", cache_read: "", cache_write: "" };
const isMissing = (rate: Rate): string | null => (rate === "" ? "Give a price; 0 is one" : null);
const toBody = ({ model, ...rates }: Values): Partial<SetModelPrice> => ({
  model: model.trim(),
  ...Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate !== "")),
});

/** Sets the price of one model; of a model that has one, another. */
export function ModelPriceForm() {
  const router = useRouter();
  const form = useForm<Values>({
    initialValues: EMPTY,
    validate: {
      model: (model) => (model.trim() === "" ? "Name the model, or * for any other" : null),
      input: isMissing,
      output: isMissing,
    },
  });
  const save = useMutation({
    mutationFn: (values: Values) => api<SetModelPrice>("/api/admin/prices", { json: toBody(values) }),
    onSuccess: ({ model }) => {
      notifySuccess(`The price of ${model} is set`, "It holds from the next call on.");
      form.reset();
      router.refresh();
    },
    onError: (error) => showFieldErrors(form, error),
  });
  const rate = { min: 0, max: 10_000, decimalScale: 6, prefix: "$", hideControls: true, w: 120 } as const;
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate aria-label="Set a price">
      <Stack gap="sm">
        <Group align="flex-start" gap="sm">
          <TextInput
            label="Model"
            description="As workflows name it; * is any other"
            maxLength={200}
            required
            style={{ flex: "1 1 220px" }}
            {...form.getInputProps("model")}
          />
          <NumberInput label="In" description="Per million" required {...rate} {...form.getInputProps("input")} />
          <NumberInput label="Out" description="Per million" required {...rate} {...form.getInputProps("output")} />
          <NumberInput label="Cache read" description="If it differs" {...rate} {...form.getInputProps("cache_read")} />
          <NumberInput
            label="Cache write"
            description="If it differs"
            {...rate}
            {...form.getInputProps("cache_write")}
          />
        </Group>
        {save.isError && <Failure title="The price was not set" error={save.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            Set price
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
