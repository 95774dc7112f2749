using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.hexclave.com/api/v1/team-invitations/accept/check-code");
request.Headers.Add("X-Hexclave-Access-Type", "client");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Content = new StringContent(
    """
    {
      "code": "codecodecodecodecodecodecodecodecodecode12345"
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
