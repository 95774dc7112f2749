const response = await fetch("https://api.hexclave.com/api/v1/team-invitations/send-code", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "admin",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    team_id: "ad962777-8244-496a-b6a2-e0c6a449c79e",
    email: "grace@example.com",
    callback_url: "https://example.com/join",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
