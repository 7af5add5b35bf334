import type { shell as original } from "../nb/shell";

export const shell: typeof original = {
  app: {
    errors: "There is a problem",
    name: "Varde",
    skip: "Skip to main content",
    navigation: "Main menu",
    loading: "Loading …",
    retry: "Try again",
    inbox: "Inbox",
    report: "Report",
    sent: "My reports",
    sign_out: "Sign out",
    sign_out_failed: "You are not signed out. Try again, or close the browser.",
    other_language: "Norsk",
    not_found: "Page not found",
    not_found_text: "The address is wrong, or the page has moved.",
    home: "Go to the start page",
    nothing_for_you: "You have no access yet",
    nothing_for_you_text:
      "Your account has no roles in Varde. Ask the leader of your unit to give you access.",
  },
  session: {
    title: "Sign in",
    expired: "You were signed out. Sign in to continue where you were. Your text is not lost.",
    login: "Username",
    password: "Password",
    submit: "Sign in",
    login_missing: "Enter your username",
    password_missing: "Enter your password",
    wrong: "The username or password is wrong. Try again.",
    unknown: "We do not know whether you are signed in",
  },
  problem: {
    refused: "That did not work",
    signed_out: "You are signed out",
    signed_out_text: "Sign in and try again. What you typed is still here.",
    unreachable: "No contact with the server",
    unreachable_text: "Check your connection and try again.",
    unreadable: "Unexpected answer",
    unreadable_text:
      "Something other than Varde answered (code {{status}}). Check your connection and try again.",
    changed: "Somebody else has changed this",
    changed_text: "The report below is up to date now. Check it and try again.",
    change_unknown:
      "We do not know whether the change arrived. Try again: the same thing is never done twice.",
    kept: "What you sent has been kept.",
    not_kept: "Nothing was stored. What you typed is still here.",
  },
  deadline: {
    ahead: "{{act}} by {{when}}, {{distance}} left",
    overdue: "{{act}} by {{when}}, overdue by {{distance}}",
  },
};
