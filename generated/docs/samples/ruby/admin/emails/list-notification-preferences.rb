require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/emails/notification-preference/3241a285-8329-4d69-8f3d-316e08cf140c")
request = Net::HTTP::Get.new(uri)
request["X-Hexclave-Access-Type"] = "admin"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["X-Hexclave-Super-Secret-Admin-Key"] = "sak_<your super secret admin key>"

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
