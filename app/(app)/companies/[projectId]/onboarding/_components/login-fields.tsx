import { PasswordInput, SimpleGrid, TextInput } from "@mantine/core";
import type { GetInputPropsReturnType } from "@mantine/form";

/** The login of a mail server. */
export const LoginFields = ({ user, password }: Record<"user" | "password", GetInputPropsReturnType>) => (
  <SimpleGrid cols={{ base: 1, sm: 2 }}>
    <TextInput label="User" required autoComplete="off" {...user} />
    <PasswordInput
      label="Password"
      description="Stored encrypted, never shown again"
      inputWrapperOrder={["label", "input", "description", "error"]}
      required
      autoComplete="new-password"
      visibilityToggleButtonProps={{ tabIndex: 0, "aria-label": "Show the password" }}
      {...password}
    />
  </SimpleGrid>
);
