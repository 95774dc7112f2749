require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/team-memberships/ad962777-8244-496a-b6a2-e0c6a449c79e/3241a285-8329-4d69-8f3d-316e08cf140c")
request = Net::HTTP::Delete.new(uri)
request["X-Hexclave-Access-Type"] = "client"
request["X-Hexclave-Project-Id"] = "<your project UUID>"

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
