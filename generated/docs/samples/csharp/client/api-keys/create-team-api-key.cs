using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.hexclave.com/api/v1/team-api-keys");
request.Headers.Add("X-Hexclave-Access-Type", "client");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Content = new StringContent(
    """
    {
      "description": "Nightly import",
      "expires_at_millis": 1760086400000,
      "is_public": false,
      "team_id": "ad962777-8244-496a-b6a2-e0c6a449c79e"
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
