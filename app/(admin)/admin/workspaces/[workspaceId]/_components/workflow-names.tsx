import { Code, List, ListItem } from "@mantine/core";

type Props = { workflows: { workflow_id: string; name: string }[] };

export const WorkflowNames = ({ workflows }: Props) => (
  <List size="sm" spacing={4} mt="xs" ml={32} style={{ overflowWrap: "anywhere" }}>
    {workflows.map(({ workflow_id, name }) => (
      <ListItem key={workflow_id}>
        {name} <Code>{workflow_id}</Code>
      </ListItem>
    ))}
  </List>
);
