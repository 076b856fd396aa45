import { Card, Table, Text, Title } from "@mantine/core";
import { TableScroll } from "@/app/_ui/table-scroll";
import { When } from "@/app/_ui/when";
import type { MachineCosts } from "@/lib/operations/machines/schemas";

const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`;

/** The machines that the vendor is paid for, by its list prices; nothing where none was ordered this month. */
export function MachineCostList({ costs }: { costs: MachineCosts }) {
  const { machines, monthly_cents, month_to_date_cents, limit } = costs;
  if (machines.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="machine-costs">
      <Title order={2} id="machine-costs" mb="xs">
        Machines at the vendor
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {dollars(monthly_cents)} a month by list price, {dollars(month_to_date_cents)} so far this month. At most{" "}
        {limit.machines} machines and {dollars(limit.monthly_cents)} a month.
      </Text>
      <TableScroll label="Machines at the vendor" minWidth={640}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th>Size and place</Table.Th>
              <Table.Th>Since</Table.Th>
              <Table.Th>A month</Table.Th>
              <Table.Th>This month</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {machines.map((machine) => (
              <Table.Tr key={machine.id}>
                <Table.Td>{machine.name}</Table.Td>
                <Table.Td>{machine.state}</Table.Td>
                <Table.Td>
                  {machine.size}, {machine.region}
                </Table.Td>
                <Table.Td>
                  <When iso={machine.ordered_at} />
                </Table.Td>
                <Table.Td>{dollars(machine.monthly_cents)}</Table.Td>
                <Table.Td>{dollars(machine.month_to_date_cents)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
    </Card>
  );
}
