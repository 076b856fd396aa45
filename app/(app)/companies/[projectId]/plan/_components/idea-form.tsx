"use client";

import { Button, Card, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";

/** Asks for the idea, the only thing that a brief needs, and drafts it. */
export function IdeaForm({ project }: { project: Project }) {
  const router = useRouter();
  const queries = useQueryClient();
  const [idea, setIdea] = useState("");
  const draft = useMutation({
    mutationFn: async () => {
      if (idea.trim() !== "") await api(`/api/projects/${project.id}`, { method: "PATCH", json: { idea } });
      return api(`/api/projects/${project.id}/packets/0/draft`, { method: "POST" });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["company", project.id, "plan"] });
      router.refresh();
    },
    onError: (error) => notifyFailure("The brief was not drafted", error),
  });
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          draft.mutate();
        }}
      >
        <Stack>
          <Textarea
            label="Your idea"
            description="A sentence is enough. Without one you get a brief of open questions."
            placeholder="A booking tool for dentists in Denmark who lose patients to missed appointments"
            autosize
            minRows={3}
            maxLength={5000}
            value={idea}
            onChange={({ currentTarget: { value } }) => setIdea(value)}
          />
          <Button type="submit" loading={draft.isPending} style={{ alignSelf: "flex-start" }}>
            Draft brief
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
