require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/team-invitations/5f0c2f64-2f6e-4e6b-8d7a-3c1b9e8f7a60?team_id=ad962777-8244-496a-b6a2-e0c6a449c79e")
request = Net::HTTP::Delete.new(uri)
request["X-Hexclave-Access-Type"] = "server"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["X-Hexclave-Secret-Server-Key"] = "ssk_<your secret server key>"

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
