"use client";

import {
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Code,
  Group,
  Stack,
  Table,
  TableTbody,
  TableTd,
  TableTh,
  TableThead,
  TableTr,
  Text,
  Title,
} from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { formatUsd } from "@/app/_ui/numbers";
import { TableScroll } from "@/app/_ui/table-scroll";
import type { ModelPrices, OperatorPrice } from "@/lib/metering/spending/schemas";
import { ModelPriceForm } from "./model-price-form";

/** The price of the configured model, and the prices that the operator set. */
export function ModelPricesCard({ prices: { data, configured, list } }: { prices: ModelPrices }) {
  return (
    <Card component="section" aria-labelledby="prices-title">
      <Title order={2} id="prices-title">
        Model prices
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        Prices come from{" "}
        <Anchor href={list.url} size="sm" inherit>
          {list.name}
        </Anchor>{" "}
        {list.version} of {list.date}, kept by {list.keeper} ({list.licence} licence). A price that you set here goes
        before it, and before the file in <Code>MODEL_PRICES_FILE</Code>. Workflows may name the configured model and
        every model in this table.
      </Text>
      <Stack gap="md">
        <Configured configured={configured} />
        {data.length > 0 ? (
          <PriceTable rows={data} />
        ) : (
          <Text size="sm" c="dimmed">
            You have set no price of your own.
          </Text>
        )}
        <ModelPriceForm />
      </Stack>
    </Card>
  );
}

function Configured({ configured: { model, provider, price } }: { configured: ModelPrices["configured"] }) {
  const name = provider === model ? model : `${model} (${provider})`;
  if (price)
    return (
      <Text size="sm">
        In use: <b>{name}</b>, {formatUsd(price.input)} in and {formatUsd(price.output)} out per million tokens,{" "}
        {price.by === "operator" ? "by your price" : "by the list"}.
      </Text>
    );
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconInfoCircle size={18} aria-hidden />}
      title={`The price of ${name} is not known`}
    >
      <Text size="sm">
        Its calls count as $0 in every budget and are limited by number instead. Set its price below; 0 is a price, for
        a server of your own.
      </Text>
    </Alert>
  );
}

function PriceTable({ rows }: { rows: OperatorPrice[] }) {
  return (
    <TableScroll minWidth={300} label="Your prices">
      <Table verticalSpacing="sm">
        <TableThead>
          <TableTr>
            <TableTh>Model</TableTh>
            <TableTh ta="right">In</TableTh>
            <TableTh ta="right">Out</TableTh>
            <TableTh ta="right" visibleFrom="sm">
              Cache read
            </TableTh>
            <TableTh ta="right" visibleFrom="sm">
              Cache write
            </TableTh>
            <TableTh w={110} />
          </TableTr>
        </TableThead>
        <TableTbody className="numbers">
          {rows.map((row) => (
            <TableTr key={row.model}>
              <TableTd style={{ overflowWrap: "anywhere" }}>
                {row.model === "*" ? "Any other model (*)" : row.model}
              </TableTd>
              <TableTd ta="right">{formatUsd(row.input)}</TableTd>
              <TableTd ta="right">{formatUsd(row.output)}</TableTd>
              <TableTd ta="right" visibleFrom="sm">
                {formatUsd(row.cache_read ?? row.input)}
              </TableTd>
              <TableTd ta="right" visibleFrom="sm">
                {formatUsd(row.cache_write ?? row.input)}
              </TableTd>
              <TableTd ta="right">
                {row.by === "page" ? <RemovePrice model={row.model} /> : <Badge variant="default">File</Badge>}
              </TableTd>
            </TableTr>
          ))}
        </TableTbody>
      </Table>
    </TableScroll>
  );
}

function RemovePrice({ model }: { model: string }) {
  const router = useRouter();
  const [opened, setOpened] = useState(false);
  const remove = useMutation({
    mutationFn: () => api("/api/admin/prices", { method: "DELETE", json: { model } }),
    onSuccess: () => {
      setOpened(false);
      router.refresh();
    },
  });
  return (
    <Group justify="flex-end">
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={`Remove the price of ${model}`}
        onClick={() => setOpened(true)}
      >
        Remove
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title="Remove the price"
        keep="Keep the price"
        action={{
          label: "Remove price",
          failed: "The price was not removed",
          run: () => remove.mutate(),
          pending: remove.isPending,
          error: remove.error,
        }}
      >
        From the next call on {model} costs what the file or the list says. Workflows that name it are refused, unless
        it is the configured model or stands in the file.
      </ConfirmDialog>
    </Group>
  );
}
