import { Code, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text, Title } from "@mantine/core";
import { StatusBadge } from "@/app/_ui/status-badge";
import { TableScroll } from "@/app/_ui/table-scroll";
import type { Proof } from "@/lib/operations/governance/schemas";
import { Moment } from "../../../../_components/moment";

/** The messages a mail server already had when the freeze came: no switch brings them back. */
export function NotRecallable({ messages }: { messages: Proof["not_recallable"] }) {
  return (
    <div>
      <Title order={3}>Already handed over</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {messages.length === 0
          ? "No message was on its way when the freeze came."
          : "A mail server had these before the freeze. They cannot be recalled."}
      </Text>
      {messages.length > 0 && (
        <TableScroll minWidth={680} maxHeight={420} label="Messages already handed over">
          <Table verticalSpacing="xs" fz="sm" stickyHeader>
            <TableThead>
              <TableTr>
                <TableTh>To</TableTh>
                <TableTh>Subject</TableTh>
                <TableTh>Step</TableTh>
                <TableTh>Status</TableTh>
                <TableTh>At</TableTh>
              </TableTr>
            </TableThead>
            <TableTbody>
              {messages.map((message, index) => (
                <TableTr key={message.message_id ?? index}>
                  <TableTd maw={220} style={{ overflowWrap: "anywhere" }}>
                    {message.to_email}
                  </TableTd>
                  <TableTd maw={260} style={{ overflowWrap: "anywhere" }}>
                    {message.subject ?? "–"}
                    {message.message_id && (
                      <Code fz={10} display="block" bg="none" p={0} c="dimmed">
                        {message.message_id}
                      </Code>
                    )}
                  </TableTd>
                  <TableTd>{message.step}</TableTd>
                  <TableTd>
                    <StatusBadge status={message.status} />
                  </TableTd>
                  <TableTd>{message.at ? <Moment iso={message.at} /> : "not known"}</TableTd>
                </TableTr>
              ))}
            </TableTbody>
          </Table>
        </TableScroll>
      )}
    </div>
  );
}
