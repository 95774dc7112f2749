using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Patch, "https://api.hexclave.com/api/v1/emails/outbox/0b5c1a8e-7a42-4f16-8d0f-6f1f6a0f3c11");
request.Headers.Add("X-Hexclave-Access-Type", "admin");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Headers.Add("X-Hexclave-Super-Secret-Admin-Key", "sak_<your super secret admin key>");
request.Content = new StringContent(
    """
    {
      "scheduled_at_millis": 1760007200000
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
