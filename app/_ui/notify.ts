"use client";

import { notifications } from "@mantine/notifications";
import { sentenceOf } from "./api-client";

const closeButtonProps = { "aria-label": "Close" };

export const notifySuccess = (title: string, message?: string): void => {
  notifications.show({ color: "green", title, message, closeButtonProps });
};

export const notifyFailure = (title: string, error: unknown): void => {
  notifications.show({
    color: "red",
    title,
    message: sentenceOf(error),
    autoClose: 10_000,
    role: "alert",
    closeButtonProps,
  });
};
