using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.hexclave.com/api/v1/team-invitations/send-code");
request.Headers.Add("X-Hexclave-Access-Type", "admin");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Headers.Add("X-Hexclave-Super-Secret-Admin-Key", "sak_<your super secret admin key>");
request.Content = new StringContent(
    """
    {
      "team_id": "ad962777-8244-496a-b6a2-e0c6a449c79e",
      "email": "grace@example.com",
      "callback_url": "https://example.com/join"
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
