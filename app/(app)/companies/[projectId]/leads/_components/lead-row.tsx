import { Anchor, Badge, Checkbox, Group, TableTd, TableTr, Text } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import { LeadBadge } from "@/app/_ui/lead-badge";
import { leadName } from "@/app/_ui/lead-words";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { Lead } from "@/lib/outreach/leads/schemas";

type BoxProps = { label: string; checked: boolean; onChange: () => void };

export const SelectBox = ({ label, checked, onChange }: BoxProps) => (
  <Checkbox size="sm" aria-label={label} checked={checked} onChange={onChange} />
);

type Props = { project: Project; lead: Lead; selected: boolean; onToggle: (id: string) => void };

export function LeadRow({ project, lead, selected, onToggle }: Props) {
  const name = leadName(lead);
  return (
    <TableTr>
      <TableTd>
        <SelectBox label={`Select ${name}`} checked={selected} onChange={() => onToggle(lead.id)} />
      </TableTd>
      <TableTd maw={320}>
        <Anchor
          component={Link}
          href={`/companies/${project.id}/leads/${lead.id}`}
          size="sm"
          fw={500}
          truncate
          display="block"
        >
          {name}
        </Anchor>
        {name !== lead.email && (
          <Text size="xs" c="dimmed" truncate>
            {lead.email}
          </Text>
        )}
        {lead.tags.length > 0 && (
          <Group gap={4} mt={4}>
            {lead.tags.slice(0, 4).map((tag) => (
              <Badge key={tag} size="xs" variant="default">
                {tag}
              </Badge>
            ))}
          </Group>
        )}
      </TableTd>
      <TableTd>
        <LeadBadge lead={lead} />
      </TableTd>
      <TableTd maw={220}>
        <Text size="sm" truncate>
          {lead.company}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {lead.title}
        </Text>
      </TableTd>
      <TableTd>
        <When iso={lead.created_at} />
      </TableTd>
    </TableTr>
  );
}
