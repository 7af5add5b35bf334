import type { Form } from "../api/kind";

/** A form with one field of each type, for tests. */
export const example_form: Form = {
  id: "example",
  pages: [
    {
      id: "worry",
      title: "Worry",
      fields: [
        { path: "worry.text", type: "paragraph", label: "What is it?", required: true },
        {
          path: "worry.kinds",
          type: "choices",
          label: "What kind?",
          choices: [
            { value: "violence", label: "Violence" },
            { value: "neglect", label: "Neglect" },
          ],
        },
        { path: "worry.since", type: "date", label: "Since when?" },
        { path: "worry.now", type: "yes_no", label: "In danger now?", required: true },
      ],
    },
    {
      id: "children",
      title: "Child",
      repeat: "children",
      fields: [
        { path: "children.*.name", type: "line", label: "Name", required: true },
        { path: "children.*.age", type: "number", label: "Age" },
      ],
    },
  ],
};
