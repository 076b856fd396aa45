import { Card, SimpleGrid, Skeleton, Stack, VisuallyHidden } from "@mantine/core";

/** The shape of a page while it loads. */
export function PageSkeleton({ cards = 0, rows = 6 }: { cards?: number; rows?: number }) {
  return (
    <Stack gap="lg" aria-busy="true">
      <VisuallyHidden role="status">Loading…</VisuallyHidden>
      <Stack gap={8}>
        <Skeleton height={30} width={240} />
        <Skeleton height={16} width="60%" />
      </Stack>
      {cards > 0 && (
        <SimpleGrid cols={{ base: 2, md: 4 }}>
          {Array.from({ length: cards }, (_, index) => (
            <Skeleton key={index} height={104} radius="lg" />
          ))}
        </SimpleGrid>
      )}
      <RowsSkeleton rows={rows} />
    </Stack>
  );
}

export function RowsSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <Card>
      <Stack gap="md">
        {Array.from({ length: rows }, (_, index) => (
          <Skeleton key={index} height={18} width={`${95 - ((index * 13) % 40)}%`} />
        ))}
      </Stack>
    </Card>
  );
}
