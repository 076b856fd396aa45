import { Code } from "@mantine/core";
import classes from "./proof.module.css";

type Props = { workflows: { workflow_id: string; name: string }[] };

export const WorkflowNames = ({ workflows }: Props) => (
  <ul className={classes.names}>
    {workflows.map(({ workflow_id, name }) => (
      <li key={workflow_id}>
        {name} <Code>{workflow_id}</Code>
      </li>
    ))}
  </ul>
);
