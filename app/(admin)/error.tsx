"use client";

export { PageFailure as default } from "@/app/_ui/page-failure";
