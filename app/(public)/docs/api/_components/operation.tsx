import { Badge, Group, Text, Title } from "@mantine/core";
import type { CodeSample, DocumentedOperation, OpenApiDocument } from "@/lib/http/openapi/document";
import { Code } from "./code";
import classes from "./docs.module.css";
import { fieldGroups, typeOf, type FieldGroup, type FieldRow } from "./field-groups";
import { FieldTable } from "./field-table";
import { Prose } from "./prose";
import { TryIt } from "./try-it";
import { answerTo, bodySchemaOf, canTry, credentialsOf, refusalsOf } from "./operation-parts";

type Props = {
  path: string;
  method: string;
  operation: DocumentedOperation;
  document: OpenApiDocument;
  /** The signed-in reader's company, whose ids the examples hold. */
  company: string | null;
};

export function Operation({ path, method, operation, document, company }: Props) {
  const { operationId, summary, description } = operation;
  const [sample] = operation["x-codeSamples"];
  return (
    <section id={operationId} aria-labelledby={`${operationId}-title`} className={classes.operation}>
      <Title order={2} size="h3" id={`${operationId}-title`}>
        <a href={`#${operationId}`} className={classes.anchor}>
          {summary}
        </a>
      </Title>
      <p className={classes.address}>
        <b>{method.toUpperCase()}</b> <code>{path}</code>
      </p>
      <Group gap={6} mt={6}>
        {credentialsOf(operation).map((credential) => (
          <Badge key={credential} color="gray">
            {credential}
          </Badge>
        ))}
      </Group>
      {description !== "" && (
        <Text mt="sm">
          <Prose text={description} />
        </Text>
      )}
      <Input operation={operation} document={document} />
      <Examples operation={operation} />
      {company !== null && sample && canTry(operation) && (
        <details className={classes.more}>
          <summary>Try it</summary>
          <TryIt request={sample.request} company={company} />
        </details>
      )}
      <Answer operation={operation} document={document} />
    </section>
  );
}

type PartProps = Pick<Props, "operation" | "document">;

function Input({ operation, document: { components } }: PartProps) {
  const parameters: FieldRow[] = (operation.parameters ?? []).map((parameter) => ({
    name: parameter.name,
    type: typeOf(parameter.schema, components.schemas),
    required: parameter.required ?? false,
    description: parameter.description ?? null,
  }));
  const body = bodySchemaOf(operation);
  const groups = body ? fieldGroups(body, components.schemas) : [];
  return (
    <>
      {parameters.length > 0 && <FieldTable caption="Parameters" rows={parameters} showRequired />}
      {groups.map((group) => (
        <BodyFields key={group.title} group={group} />
      ))}
    </>
  );
}

const BodyFields = ({ group: { note, rows } }: { group: FieldGroup }) => (
  <>
    <FieldTable caption="Body" rows={rows} showRequired />
    {note !== null && (
      <Text size="sm" c="dimmed" mt={4}>
        {note}
      </Text>
    )}
  </>
);

function Examples({ operation }: { operation: DocumentedOperation }) {
  const [first, ...others] = operation["x-codeSamples"];
  return (
    <>
      {first && <Example sample={first} operation={operation} />}
      {others.map((sample) => (
        <details key={sample.example} className={classes.more}>
          <summary>{sample.label}</summary>
          <Example sample={sample} operation={operation} />
        </details>
      ))}
    </>
  );
}

function Example({ sample, operation }: { sample: CodeSample; operation: DocumentedOperation }) {
  const answer = answerTo(sample, operation);
  return (
    <div className={classes.example}>
      <Code title={sample.label} code={sample.source} copy={`Copy the command: ${sample.label}`} />
      {answer !== undefined && <Code title={`Response, ${sample.status}`} code={JSON.stringify(answer, null, 2)} />}
    </div>
  );
}

function Answer({ operation, document: { components } }: PartProps) {
  const { schema, refusals } = refusalsOf(operation);
  const groups = schema ? fieldGroups(schema, components.schemas) : [];
  return (
    <details className={classes.more}>
      <summary>Response</summary>
      {groups.map(({ title, rows }) => (
        <FieldTable key={title} caption={title === "Fields" ? "Response" : title} rows={rows} />
      ))}
      {refusals.length > 0 && (
        <FieldTable
          caption="Errors"
          rows={refusals.map(({ status, description }) => ({
            name: status,
            type: description,
            required: false,
            description: null,
          }))}
        />
      )}
    </details>
  );
}
