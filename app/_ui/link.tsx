"use client";

import NextLink from "next/link";
import { useState, type ComponentProps } from "react";

/** A link within the product. Its page is fetched ahead when the link is pointed at or focused, not because it is on the screen. */
export function Link({ onMouseEnter, onFocus, ...link }: ComponentProps<typeof NextLink>) {
  const [isNear, setNear] = useState(false);
  return (
    <NextLink
      {...link}
      prefetch={isNear ? null : false}
      onMouseEnter={(event) => {
        setNear(true);
        onMouseEnter?.(event);
      }}
      onFocus={(event) => {
        setNear(true);
        onFocus?.(event);
      }}
    />
  );
}
